/// What the sample's procedures are about, written for the sample.
///
/// A procedure's name joins a verb with a subject. Real catalogues name some 1,900 procedures; these
/// stand in for them without repeating anybody's text.
enum SampleSubjects {
  /// Eight subjects for each department, by its short name.
  static let departments: [(short: String, sector: String, subjects: [String])] = [
    (
      "VP UBND", "Hành chính tổng hợp",
      [
        "bản sao văn bản lưu trữ", "thẻ ra vào cơ quan", "giấy mời đoàn công tác",
        "hồ sơ tiếp công dân", "hồ sơ phản ánh kiến nghị", "danh mục văn bản công khai",
        "tài khoản dịch vụ công của tổ chức", "hồ sơ xin ý kiến liên ngành",
      ]
    ),
    (
      "KH&ĐT", "Thành lập và hoạt động của doanh nghiệp",
      [
        "doanh nghiệp tư nhân", "công ty trách nhiệm hữu hạn một thành viên", "công ty cổ phần",
        "chi nhánh và văn phòng đại diện", "liên hiệp hợp tác xã", "dự án đầu tư ngoài ngân sách",
        "ưu đãi đầu tư", "nhà thầu tham gia đấu thầu",
      ]
    ),
    (
      "CT", "Lưu thông hàng hóa và xúc tiến thương mại",
      [
        "bán buôn rượu", "bán lẻ thuốc lá", "cửa hàng bán lẻ xăng dầu", "trạm nạp khí hóa lỏng",
        "chương trình khuyến mại", "hội chợ thương mại", "hoạt động điện lực",
        "vật liệu nổ công nghiệp",
      ]
    ),
    (
      "NV", "Tổ chức phi chính phủ, tôn giáo và công chức",
      [
        "hội có phạm vi hoạt động trong tỉnh", "quỹ từ thiện", "sinh hoạt tôn giáo tập trung",
        "cơ sở đào tạo tôn giáo", "danh hiệu thi đua", "kỳ thi tuyển công chức",
        "chứng chỉ hành nghề lưu trữ", "đơn vị sự nghiệp công lập",
      ]
    ),
    (
      "TT&TT", "Báo chí, xuất bản và bưu chính",
      [
        "bản tin của tổ chức", "hoạt động in", "xuất bản phẩm không kinh doanh",
        "trang thông tin điện tử tổng hợp", "điểm cung cấp trò chơi điện tử công cộng",
        "hoạt động bưu chính", "thu tín hiệu truyền hình nước ngoài", "họp báo",
      ]
    ),
    (
      "VHTT&DL", "Văn hóa, thể thao và du lịch",
      [
        "biểu diễn nghệ thuật", "kinh doanh karaoke", "phổ biến phim", "tu bổ di tích",
        "câu lạc bộ thể thao chuyên nghiệp", "hồ bơi kinh doanh", "lữ hành nội địa",
        "thẻ hướng dẫn viên du lịch",
      ]
    ),
    (
      "XD", "Hoạt động xây dựng và nhà ở",
      [
        "chứng chỉ năng lực hoạt động xây dựng", "giấy phép xây dựng công trình cấp hai",
        "thiết kế xây dựng sau thiết kế cơ sở", "quy hoạch chi tiết khu đô thị",
        "nhà ở xã hội", "chứng chỉ môi giới bất động sản", "phòng thí nghiệm chuyên ngành",
        "nghiệm thu công trình",
      ]
    ),
    (
      "TP", "Công chứng, luật sư và hộ tịch",
      [
        "văn phòng công chứng", "tập sự hành nghề công chứng", "văn phòng luật sư",
        "phiếu lý lịch tư pháp", "đấu giá viên", "giám định viên tư pháp",
        "trung tâm tư vấn pháp luật", "hòa giải viên thương mại",
      ]
    ),
    (
      "TC", "Quản lý công sản và giá",
      [
        "phương án giá hàng hóa bình ổn", "tài sản công dôi dư", "mã số đơn vị quan hệ ngân sách",
        "quyết toán dự án hoàn thành", "tài sản bị tịch thu", "khoản vay của quỹ địa phương",
        "thẩm định giá nhà nước", "hỗ trợ lãi suất",
      ]
    ),
    (
      "NN&PTNT", "Trồng trọt, chăn nuôi và lâm nghiệp",
      [
        "cơ sở buôn bán thuốc bảo vệ thực vật", "mã số vùng trồng",
        "trang trại chăn nuôi quy mô lớn",
        "chứng nhận kiểm dịch động vật", "phương án khai thác gỗ rừng trồng",
        "cơ sở sản xuất giống cây lâm nghiệp", "an toàn thực phẩm nông sản", "công trình thủy lợi",
      ]
    ),
    (
      "GTVT", "Đường bộ và vận tải",
      [
        "giấy phép lái xe ô tô", "phù hiệu xe hợp đồng", "tuyến vận tải khách cố định",
        "bến xe khách", "cơ sở đào tạo lái xe", "xe máy chuyên dùng",
        "đấu nối vào đường tỉnh", "phương tiện thủy nội địa",
      ]
    ),
    (
      "TN&MT", "Đất đai, môi trường và khoáng sản",
      [
        "giấy chứng nhận quyền sử dụng đất của tổ chức", "chuyển mục đích sử dụng đất của tổ chức",
        "đăng ký biện pháp bảo đảm bằng đất", "báo cáo đánh giá tác động môi trường",
        "khai thác nước dưới đất", "thăm dò khoáng sản", "xả nước thải vào nguồn nước",
        "trích lục bản đồ địa chính",
      ]
    ),
    (
      "LĐTB&XH", "Việc làm, người có công và bảo trợ xã hội",
      [
        "lao động nước ngoài", "hoạt động dịch vụ việc làm", "trợ cấp người có công",
        "cơ sở trợ giúp xã hội", "an toàn vệ sinh lao động", "trung tâm giáo dục nghề nghiệp",
        "nội quy lao động", "cơ sở cai nghiện tự nguyện",
      ]
    ),
    (
      "KH&CN", "Khoa học, đo lường và sở hữu trí tuệ",
      [
        "tổ chức khoa học và công nghệ", "nhiệm vụ khoa học cấp tỉnh", "thiết bị bức xạ y tế",
        "công bố hợp chuẩn", "nhãn hiệu chứng nhận", "hợp đồng chuyển giao công nghệ",
        "giải thưởng chất lượng", "phương tiện đo",
      ]
    ),
    (
      "GD&ĐT", "Giáo dục và đào tạo",
      [
        "trường trung học phổ thông", "trung tâm ngoại ngữ", "bản sao văn bằng từ sổ gốc",
        "văn bằng nước ngoài", "trường phổ thông dân tộc nội trú", "dạy thêm học thêm",
        "chuyển trường học sinh", "kiểm định chất lượng giáo dục",
      ]
    ),
    (
      "YT", "Khám bệnh, dược và an toàn thực phẩm",
      [
        "chứng chỉ hành nghề khám bệnh", "phòng khám đa khoa", "cơ sở bán lẻ thuốc",
        "chứng chỉ hành nghề dược", "công bố sản phẩm thực phẩm", "giám định y khoa",
        "quảng cáo dịch vụ y tế", "cơ sở tiêm chủng",
      ]
    ),
    (
      "TTr", "Khiếu nại, tố cáo",
      [
        "đơn khiếu nại lần hai", "đơn tố cáo", "kê khai tài sản", "tiếp công dân định kỳ",
        "kết luận thanh tra", "giải trình trách nhiệm", "xử lý đơn thư", "bảo vệ người tố cáo",
      ]
    ),
    (
      "BDT", "Công tác dân tộc",
      [
        "người có uy tín trong đồng bào", "thôn đặc biệt khó khăn", "hỗ trợ đất sản xuất",
        "chính sách dân tộc rất ít người", "vay vốn hộ dân tộc thiểu số",
        "cử tuyển học sinh dân tộc", "mô hình giảm nghèo", "nước sinh hoạt phân tán",
      ]
    ),
    (
      "BQLKKT", "Đầu tư trong khu kinh tế",
      [
        "dự án trong khu công nghiệp", "giấy phép lao động trong khu công nghiệp",
        "giấy phép xây dựng trong khu kinh tế", "văn phòng đại diện thương nhân nước ngoài",
        "chứng nhận xuất xứ hàng hóa", "thỏa ước lao động tập thể", "thuê đất trong khu kinh tế",
        "kế hoạch bảo vệ môi trường khu công nghiệp",
      ]
    ),
    (
      "NgV", "Công tác lãnh sự và đối ngoại",
      [
        "hộ chiếu công vụ", "đoàn ra nước ngoài", "đoàn khách quốc tế",
        "hội nghị hội thảo quốc tế", "viện trợ phi chính phủ", "thẻ đi lại doanh nhân",
        "chứng nhận lãnh sự", "ký kết thỏa thuận quốc tế",
      ]
    ),
  ]

  /// Subjects that the districts handle.
  static let districts = [
    "hộ kinh doanh cá thể", "hợp tác xã", "giấy phép xây dựng nhà ở riêng lẻ",
    "quyền sử dụng đất của hộ gia đình", "tách thửa đất", "trợ cấp bảo trợ xã hội",
    "trường tiểu học tư thục", "hoạt động karaoke cấp huyện", "bán lẻ rượu",
    "hộ tịch có yếu tố nước ngoài", "thi đua khen thưởng cấp huyện",
    "kế hoạch bảo vệ môi trường hộ kinh doanh", "hội cấp huyện", "chứng thực hợp đồng giao dịch",
    "quy hoạch điểm dân cư", "đền bù giải phóng mặt bằng", "phòng chống thiên tai",
    "an toàn thực phẩm cấp huyện",
  ]

  /// Subjects that the communes handle.
  static let communes = [
    "khai sinh", "kết hôn", "khai tử", "tình trạng hôn nhân", "nuôi con nuôi",
    "chứng thực bản sao", "hộ nghèo", "trợ cấp người cao tuổi", "tạm trú của hộ dân",
    "sử dụng nhà văn hóa",
  ]

  /// Verbs; with a subject they make a name.
  static let verbs = [
    "Cấp mới", "Cấp lại", "Gia hạn", "Điều chỉnh, bổ sung", "Đăng ký", "Đăng ký thay đổi",
    "Xác nhận", "Thông báo", "Chấm dứt, thu hồi", "Tra cứu, trích lục", "Phê duyệt", "Thẩm định",
  ]

  /// Sectors of the district and commune levels.
  static let localSectors = ["Hành chính cấp huyện", "Hành chính cấp xã"]
}
